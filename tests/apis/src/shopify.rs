//! Shopify: the fields of an answer as one text, and an extension behind an id.

use endpoint_runtime::{Json, Result, endpoints};

#[endpoints(server, schema)]
pub trait Products {
    /// Lists products.
    #[endpoint(GET "/admin/api/<version>/products.json?<ids>&<fields>&<limit>")]
    async fn list_products(
        &self,
        version: String,
        #[join(",")] ids: Vec<u64>,
        #[join(",")] fields: Vec<String>,
        limit: Option<u8>,
    ) -> Result<Json>;

    /// Reads a product.
    #[endpoint(GET "/admin/api/<version>/products/<id>.json?<fields>")]
    async fn get_product(&self, version: String, id: u64, #[join(",")] fields: Vec<String>) -> Result<Json>;
}
