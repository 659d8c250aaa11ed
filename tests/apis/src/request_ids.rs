//! Keys of repeated calls that are no headers: in the body of Square's payments and in the query of Google's Compute Engine.

use endpoint_runtime::{Json, Result, endpoints, object};

/// An amount in the smallest unit of its currency.
#[object(sent, server, schema)]
pub struct Money {
    pub amount: i64,
    pub currency: String,
}

#[endpoints(server, schema)]
pub trait SquarePayments {
    #[endpoint(POST "/v2/payments")]
    async fn create_payment(
        &self,
        source_id: String,
        #[idempotency_key] idempotency_key: Option<String>,
        amount_money: Money,
    ) -> Result<Json>;
}

#[endpoints(server, schema)]
pub trait ComputeInstances {
    #[endpoint(POST "/compute/v1/projects/<project>/zones/<zone>/instances?requestId=<request_id>")]
    async fn insert_instance(
        &self,
        project: String,
        zone: String,
        #[idempotency_key] request_id: Option<String>,
        #[body] instance: Json,
    ) -> Result<Json>;
}

/// Amazon's launch template, in a form.
#[endpoints(body = form, server, schema)]
pub trait LaunchTemplates {
    #[endpoint(POST "/launch")]
    async fn launch(
        &self,
        name: String,
        #[field("ClientToken")]
        #[idempotency_key]
        token: Option<String>,
    ) -> Result<Json>;
}
