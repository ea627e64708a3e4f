"""The version of this package, sent with every request."""

__version__ = "2.0.0.dev0"
