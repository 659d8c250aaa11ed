//! Stytch's consumer product: Users.

pub mod users;
