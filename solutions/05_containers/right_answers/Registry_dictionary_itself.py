# cell: Registry
class Registry(dict):
    def register(self, name=None):
        def decorator(cls, key=None):
            key = key or cls.__name__
            if key in self:
                raise KeyError(f"{key} is registered: {self[key]}")
            self[key] = cls
            return cls

        if callable(name):
            return decorator(name)
        return lambda cls: decorator(cls, name)

    def names(self):
        return [*self]

    def build(self, config):
        def make(type, **arguments):
            return self[type](**arguments)

        return make(**config)
