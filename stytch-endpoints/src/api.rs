//! The options that all traits of this crate have.

/// Adds the options of Stytch's API to a trait with `#[endpoints(defaults = crate::api)]`: every POST, PUT and PATCH has a JSON
/// object as its body, and the server and the schemas are behind features.
macro_rules! api {
    (($($options:tt)*) $($declaration:tt)*) => {
        #[endpoint_runtime::by_feature::endpoints(defaults(body = json), $($options)*)] $($declaration)*
    };
}

pub(crate) use api;
