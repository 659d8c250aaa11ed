//! An empty library. The tests are in `tests/`, valid declarations in `ui/pass`, invalid ones in `ui/fail`.
