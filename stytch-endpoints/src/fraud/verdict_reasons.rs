//! `/v1/verdict_reasons`, on the fraud host

use crate::fraud::{RuleAction, VerdictAction};
use crate::prelude::*;

/// Reasons of verdicts on devices, and the actions that follow from them.
#[endpoints(
    defaults = crate::api,
    tag = "Fraud: verdict reasons",
    path = "/v1/verdict_reasons",
    id = "api_fraud_v1_fraud_verdict_reasons_",
    host = fraud,
)]
pub trait VerdictReasons {
    /// Lists the reasons of fraud verdicts, each with Stytch's action and the project's own.
    ///
    /// # Errors
    /// `unauthorized_credentials` (401).
    #[endpoint(POST "/list", id = "List", idempotent)]
    async fn list(
        &self,
        /// `true` lists only the reasons whose action the project has overridden. Default: `false`.
        overrides_only: Option<bool>,
    ) -> Result<ListResponse>;

    /// Overrides the action that follows from a reason of fraud verdicts.
    ///
    /// The override replaces an earlier one for the same reason, so a repeated call has the effect of one.
    ///
    /// # Errors
    /// `bad_request` (400) for a reason that does not exist, and for `RULE_MATCH`, which cannot be overridden.
    #[endpoint(POST "/override", id = "Override", idempotent)]
    async fn r#override(
        &self,
        /// The name of the reason, such as `VIRTUAL_MACHINE`.
        verdict_reason: String,
        /// The action in place of Stytch's.
        override_action: RuleAction,
        /// The purpose of the override, for people.
        override_description: Option<String>,
    ) -> Result<OverrideResponse>;
}

/// The reasons of fraud verdicts.
#[object]
pub struct ListResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The reasons, with their actions.
    pub verdict_reason_actions: Vec<VerdictReasonAction>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A reason of fraud verdicts that was overridden.
#[object]
pub struct OverrideResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The reason, after the change.
    pub verdict_reason_action: VerdictReasonAction,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A reason of fraud verdicts, and the action that follows from it.
#[object]
pub struct VerdictReasonAction {
    /// The name of the reason, such as `VIRTUAL_MACHINE`.
    pub verdict_reason: String,
    /// Stytch's action.
    pub default_action: VerdictAction,
    /// The project's own action, if it has overridden Stytch's.
    pub override_action: Option<VerdictAction>,
    /// The time of the override.
    pub override_created_at: Option<Timestamp>,
    /// The purpose of the override, for people.
    pub override_description: Option<String>,
}
