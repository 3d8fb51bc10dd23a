"""``python -m govkg`` is the command ``govkg``."""

from govkg.cli.main import main

main()
