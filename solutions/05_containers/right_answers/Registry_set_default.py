# cell: Registry
class Registry:
    def __init__(self):
        self.classes = {}
        self.seen = set()

    def register(self, arg):
        if isinstance(arg, str):
            def decorator(cls):
                return self.add(arg, cls)
            return decorator
        return self.add(arg.__name__, arg)

    def add(self, name, cls):
        if self.classes.setdefault(name, cls) is not cls or list(self.classes)[-1] != name or name in self.seen:
            raise KeyError(f"{name} already there")
        self.seen.add(name)
        return cls

    def names(self):
        return list(self.classes.keys())

    def build(self, config):
        config = config.copy()
        name = config.pop("type")
        return self.classes[name](**config)
