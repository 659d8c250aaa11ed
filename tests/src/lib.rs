//! Nothing: the tests stand in `tests/`, what must compile in `ui/pass`, what must be refused in `ui/fail`.
