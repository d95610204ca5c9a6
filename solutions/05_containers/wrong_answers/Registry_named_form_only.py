# cell: Registry
# caught by: decorator_returns_the_class
# hint: stands something of type function
class Registry:
    def __init__(self):
        self.classes = {}

    def register(self, arg):
        def decorator(cls):
            return self.add(arg, cls)
        return decorator

    def add(self, name, cls):
        if name in self.classes:
            raise KeyError(name)
        self.classes[name] = cls
        return cls

    def names(self):
        return list(self.classes.keys())

    def build(self, config):
        config = config.copy()
        name = config.pop("type")
        return self.classes[name](**config)
