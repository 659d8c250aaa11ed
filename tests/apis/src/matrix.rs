//! Matrix: an optional suffix of a path, which is two endpoints.

use endpoint_runtime::{Json, Result, endpoints};

#[endpoints(server, schema, path = "/_matrix/client/v3/rooms/<room_id>/state/<event_type>")]
pub trait State {
    /// Reads the state of this type with the empty key.
    #[endpoint(GET)]
    async fn get_state(&self, room_id: String, event_type: String) -> Result<Json>;

    /// Reads the state of this type and key.
    #[endpoint(GET "/<state_key>")]
    async fn get_state_with_key(&self, room_id: String, event_type: String, state_key: String) -> Result<Json>;
}
