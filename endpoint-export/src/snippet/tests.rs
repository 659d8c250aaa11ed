//! Snippets of Stytch's endpoints, as they are; and what the rules say of values that Stytch has not.

mod goldens;
