# cell: Registry
# caught by: config_is_built
# hint: under a given name
class Registry:
    def __init__(self):
        self._classes = {}

    def register(self, given):
        if isinstance(given, str):
            def decorator(cls):
                class Wrapped(cls):
                    pass
                self._add(given, Wrapped)
                return cls
            return decorator
        self._add(given.__name__, given)
        return given

    def _add(self, name, cls):
        if name in self._classes:
            raise KeyError(name)
        self._classes[name] = cls

    def names(self):
        return list(self._classes)

    def build(self, config):
        config = dict(config)
        return self._classes[config.pop("type")](**config)
