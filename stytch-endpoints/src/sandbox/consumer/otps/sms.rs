//! `/v1/otps/sms`

use super::CodeToSend;
use crate::{
    Result,
    consumer::otps::sms::{LoginOrCreateRequest, LoginOrCreateResponse, SendRequest, SendResponse, Sms},
    factors::DeliveryMethod,
    sandbox::{
        Sandbox,
        consumer::{
            contacts::Contact,
            recipients::{Recipient, Selection},
        },
    },
};

impl Sms for Sandbox {
    async fn login_or_create(&self, request: LoginOrCreateRequest) -> Result<LoginOrCreateResponse> {
        self.respond(|state, request_id| {
            let code = CodeToSend {
                channel: DeliveryMethod::Sms,
                to: Contact::phone_number(&request.phone_number)?,
                minutes: request.expiration_minutes,
                attributes: request.attributes,
            };
            let (Recipient { user: user_id, method_id }, user_created) =
                code.login_or_create(state, request.create_user_as_pending)?;
            let phone_id = method_id.into();
            Ok(LoginOrCreateResponse { request_id, user_id, phone_id, user_created, status_code: 200 })
        })
    }

    async fn send(&self, request: SendRequest) -> Result<SendResponse> {
        self.respond(|state, request_id| {
            let code = CodeToSend {
                channel: DeliveryMethod::Sms,
                to: Contact::phone_number(&request.phone_number)?,
                minutes: request.expiration_minutes,
                attributes: request.attributes,
            };
            let selection = Selection {
                user_id: request.user_id.as_ref(),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
            };
            let Recipient { user: user_id, method_id } = code.send(state, &selection)?;
            Ok(SendResponse { request_id, user_id, phone_id: method_id.into(), status_code: 200 })
        })
    }
}
