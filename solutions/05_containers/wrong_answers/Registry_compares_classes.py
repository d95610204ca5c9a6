# cell: Registry
# caught by: duplicates_are_refused
# hint: raises nothing
# misconception: 63
class Registry:
    def __init__(self):
        self.classes = {}

    def register(self, arg):
        if isinstance(arg, str):
            def decorator(cls):
                return self.add(arg, cls)
            return decorator
        return self.add(arg.__name__, arg)

    def add(self, name, cls):
        if cls in self.classes.values():
            raise KeyError(name)
        self.classes[name] = cls
        return cls

    def names(self):
        return list(self.classes.keys())

    def build(self, config):
        config = config.copy()
        name = config.pop("type")
        return self.classes[name](**config)
