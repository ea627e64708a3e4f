"""Types of what goes into requests and comes out of answers, to annotate your own code with."""

from .generated.responses import *  # noqa: F403
from .generated.types import *  # noqa: F403
