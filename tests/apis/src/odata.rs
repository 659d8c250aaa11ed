//! OData, as in the TripPin service: keys in parentheses.

use endpoint_runtime::{Json, Result, endpoints};

#[endpoints(server, schema)]
pub trait People {
    /// Reads a person.
    #[endpoint(GET "/People('<user_name>')?$select=<select>")]
    async fn get_person(&self, user_name: String, #[join(",")] select: Vec<String>) -> Result<Json>;

    /// Reads a trip of a person.
    #[endpoint(GET "/People('<user_name>')/Trips(<trip_id>)")]
    async fn get_trip(&self, user_name: String, trip_id: u32) -> Result<Json>;
}
