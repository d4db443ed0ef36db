"""The subcommands: each is a file or a folder with a ``command``, found by being there."""
