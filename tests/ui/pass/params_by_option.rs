//! `derive(Param)` with its options: conversions for `new`, and text by `Display` and `FromStr`.

use std::net::IpAddr;

use endpoint_runtime::{BaseUrl, Param, Result, endpoints, request::encode};

#[derive(Clone, Debug, Param)]
#[param(from)]
pub struct TeamId(String);

#[derive(Clone, Debug, Param)]
#[param(from, display)]
pub struct Address {
    ip: IpAddr,
}

#[derive(Clone, Debug, PartialEq, Param)]
#[param(rename_all = "kebab-case")]
pub enum Order {
    NewestFirst,
    #[param(rename = "old")]
    OldestFirst,
}

#[endpoints]
trait Teams {
    #[endpoint(GET "/teams/<team_id>?<address>&<order>&<page>")]
    async fn list(&self, team_id: TeamId, address: Address, order: Vec<Order>, page: Vec<u8>) -> Result<String>;
}

fn main() {
    let base: BaseUrl = "https://example.com".parse().unwrap();
    let address = IpAddr::from([127, 0, 0, 1]);
    let request = ListRequest::new("red", address).order([Order::NewestFirst, Order::OldestFirst]).page([1, 2]);
    let request = encode(&base, &request).unwrap();
    assert_eq!(
        request.uri(),
        "https://example.com/teams/red?address=127.0.0.1&order=newest-first&order=old&page=1&page=2"
    );
    assert!(Address::from_text("nowhere").is_err());
}
