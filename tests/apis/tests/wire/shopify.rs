use endpoint_api_tests::shopify::{GetProductRequest, ListProductsRequest};

use crate::support::{call, line, ok};

#[tokio::test]
async fn ids_and_fields_have_commas_between_them() {
    let request = ListProductsRequest::new("2026-10").ids([632_910_392, 921_728_736]).fields(["id", "title"]);
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /admin/api/2026-10/products.json?ids=632910392,921728736&fields=id,title");
}

#[tokio::test]
async fn an_id_has_an_extension() {
    let request = GetProductRequest::new("2026-10", 632_910_392_u64).fields(["id"]);
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /admin/api/2026-10/products/632910392.json?fields=id");
}
