//! Machine-to-machine clients: `/v1/m2m`.

pub mod clients;
