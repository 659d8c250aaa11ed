//! Objects and open enums: reading, writing, schemas, redaction.
#![allow(
    clippy::option_option,
    clippy::struct_field_names,
    unreachable_pub,
    reason = "the objects are declared as a crate would"
)]

mod declarations;
mod equal_derives;
mod reading;
mod secrets;
