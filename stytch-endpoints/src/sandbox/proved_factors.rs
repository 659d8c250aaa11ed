//! The factors that a person has proved: a password, an authenticator app, a recovery code.

use super::state::State;
use crate::{
    factors::{AuthenticationFactor, AuthenticatorAppFactor, DeliveryMethod, FactorType, RecoveryCodeFactor},
    ids::TotpId,
};

impl State {
    pub(super) fn password_factor(&self) -> AuthenticationFactor {
        AuthenticationFactor {
            r#type: FactorType::Password,
            delivery_method: DeliveryMethod::Knowledge,
            ..self.proved_now()
        }
    }

    pub(super) fn totp_factor(&self, totp_id: TotpId) -> AuthenticationFactor {
        AuthenticationFactor {
            r#type: FactorType::Totp,
            delivery_method: DeliveryMethod::AuthenticatorApp,
            authenticator_app_factor: Some(AuthenticatorAppFactor { totp_id }),
            ..self.proved_now()
        }
    }

    pub(super) fn recovery_code_factor(&mut self) -> AuthenticationFactor {
        let totp_recovery_code_id = self.ids.id("totp-recovery-code");
        AuthenticationFactor {
            r#type: FactorType::RecoveryCodes,
            delivery_method: DeliveryMethod::RecoveryCode,
            recovery_code_factor: Some(RecoveryCodeFactor { totp_recovery_code_id }),
            ..self.proved_now()
        }
    }
}
