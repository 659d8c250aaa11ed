//! An empty library. The fixtures are in `ui/pass`, which must compile, and in `ui/fail`, which must not.
