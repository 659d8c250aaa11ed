//! Swish: a payment request whose place is in a header.

use endpoint_runtime::{Response, Result, endpoints};

#[derive(Debug, Response)]
#[response(server, schema)]
pub struct PaymentRequestCreated {
    /// The URL of the payment request.
    #[header("Location")]
    pub location: String,
    /// The token that opens the app.
    #[header("PaymentRequestToken")]
    pub token: Option<String>,
}

#[endpoints(rename_all = "camelCase", server, schema)]
pub trait PaymentRequests {
    #[endpoint(PUT "/swish-cpcapi/api/v2/paymentrequests/<instruction_id>", status = 201, auth = none)]
    async fn create(
        &self,
        instruction_id: String,
        payee_payment_reference: Option<String>,
        callback_url: String,
        payer_alias: Option<String>,
        payee_alias: String,
        amount: String,
        currency: String,
        message: Option<String>,
    ) -> Result<PaymentRequestCreated>;
}
