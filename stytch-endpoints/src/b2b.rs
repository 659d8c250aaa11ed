//! Stytch's B2B product: Organizations and their Members.

pub mod organizations;
