# cell: Registry
class Registry:
    """Names and classes, side by side."""

    def __init__(self):
        self._names, self._classes = [], []

    def register(self, given):
        import functools

        if isinstance(given, type):
            return self._store(given, given.__name__)
        return functools.partial(self._store, name=given)

    def _store(self, cls, name):
        if name in self._names:
            raise KeyError("%s is taken" % name)
        self._names.append(name)
        self._classes.append(cls)
        return cls

    def names(self):
        return tuple(self._names)

    def build(self, config):
        kind = config["type"]
        try:
            cls = self._classes[self._names.index(kind)]
        except ValueError:
            raise KeyError(kind) from None
        return cls(**{k: v for k, v in config.items() if k != "type"})
