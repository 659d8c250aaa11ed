//! Tokens to attributes, options and types as they were written. Refuses only tokens that cannot be split into a route
//! and a list of options; everything else is checked by `lower`.

pub(crate) mod broken_trait;
pub(crate) mod endpoint_arguments;
pub(crate) mod foreign_types;
pub(crate) mod group_call;
pub(crate) mod options;
pub(crate) mod owned_types;
pub(crate) mod page_field;
pub(crate) mod tree;
pub(crate) mod types;
