//! A whole command line out of declared endpoints.
