//! Nominatim: booleans as numbers, lists as one text, and a constant format.

use endpoint_runtime::{Bit, Json, Result, endpoints};

#[endpoints(server, schema)]
pub trait Search {
    /// Searches for places.
    #[endpoint(
        GET "/search?format=jsonv2&q=<q>&addressdetails=<address_details>&countrycodes=<country_codes>&viewbox=<viewbox>&<bounded>&<limit>",
        auth = none
    )]
    async fn search(
        &self,
        q: String,
        address_details: Option<Bit>,
        #[join(",")] country_codes: Vec<String>,
        /// West, north, east and south.
        #[join(",")]
        viewbox: Vec<f64>,
        bounded: Option<Bit>,
        limit: Option<u8>,
    ) -> Result<Vec<Json>>;
}
