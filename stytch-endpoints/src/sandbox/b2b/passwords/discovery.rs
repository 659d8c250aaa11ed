//! Passwords that the Organizations share, before one is chosen.

mod email;

use crate::{
    Result,
    b2b::{
        discovery::DiscoveryResponse,
        passwords::discovery::{AuthenticateRequest, Discovery},
    },
    sandbox::{
        Sandbox,
        b2b::member_passwords::requires_reset,
        formats::check_email,
        passwords::{PasswordVerdict, wrong_password},
    },
};

impl Discovery for Sandbox {
    async fn authenticate(&self, request: AuthenticateRequest) -> Result<DiscoveryResponse> {
        self.respond(|state, request_id| {
            check_email(&request.email_address)?;
            match state.compare_shared_password(&request.email_address, &request.password)? {
                PasswordVerdict::Right => {
                    let factors = vec![state.password_factor()];
                    state.discover_by(&request.email_address, factors, request_id)
                }
                PasswordVerdict::Wrong => Err(wrong_password()),
                PasswordVerdict::RequiresReset => Err(requires_reset()),
            }
        })
    }
}
