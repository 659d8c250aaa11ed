//! Blank values of queries, headers and form fields: absent where the type has no empty text.

#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support_server::{FORM, request, send};
use endpoint_runtime::{Param, Result, endpoints, server};

#[derive(Clone, Copy, Debug, PartialEq, Param, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    NewestFirst,
}

/// Returns its arguments.
#[endpoints(server)]
trait Blanks {
    /// In the query and in headers.
    #[endpoint(GET "/in/query?<limit>&<exact>&<order>&<ids>&<text>")]
    async fn in_query(
        &self,
        limit: Option<u32>,
        exact: Option<bool>,
        order: Option<Order>,
        ids: Vec<u16>,
        text: Option<String>,
        #[header("X-Size")] size: Option<f64>,
        #[header("X-Note")] note: Option<String>,
    ) -> Result<String>;

    /// In a form.
    #[endpoint(POST "/in/form", form)]
    async fn in_form(
        &self,
        limit: Option<u32>,
        exact: Option<bool>,
        order: Option<Order>,
        ids: Vec<u16>,
        text: Option<String>,
    ) -> Result<String>;

    /// Required ones.
    #[endpoint(POST "/required?<limit>", form)]
    async fn required(
        &self,
        limit: u32,
        exact: bool,
        #[header("X-Order")] order: Order,
        #[header("X-Text")] text: String,
    ) -> Result<String>;
}

struct Implementation;

impl Blanks for Implementation {
    async fn in_query(&self, r: InQueryRequest) -> Result<String> {
        Ok(format!("{:?}", (r.limit, r.exact, r.order, r.ids, r.text, r.size, r.note)))
    }

    async fn in_form(&self, r: InFormRequest) -> Result<String> {
        Ok(format!("{:?}", (r.limit, r.exact, r.order, r.ids, r.text)))
    }

    async fn required(&self, r: RequiredRequest) -> Result<String> {
        Ok(format!("{:?}", (r.limit, r.exact, r.order, r.text)))
    }
}

fn router() -> server::Router {
    server::Router::new(BlanksServer::new(Implementation).routes()).unwrap()
}

#[tokio::test]
async fn an_optional_blank_value_is_absent() {
    let pairs = "limit=&exact=&order=&ids=&text=&ids=7&ids=";
    let target = format!("/in/query?{pairs}");
    let query = request("GET", &target, &[("x-size", ""), ("x-note", "")], "");
    let expected = r#"(None, None, None, [7], Some(""), None, Some(""))"#;
    assert_eq!(send(&router(), query).await.json(), expected);
    let form = request("POST", "/in/form", &[FORM], pairs);
    assert_eq!(send(&router(), form).await.json(), r#"(None, None, None, [7], Some(""))"#);
    // A key without `=` is blank, too.
    let query = request("GET", "/in/query?limit&exact&text", &[], "");
    assert_eq!(send(&router(), query).await.json(), r#"(None, None, None, [], Some(""), None, None)"#);
}

#[tokio::test]
async fn a_required_blank_value_is_rejected_as_blank() {
    for (target, order, form, field, detail) in [
        (
            "?limit=",
            "newest_first",
            "exact=true",
            "limit",
            "the query value: expected a whole number of 32 bits, not negative",
        ),
        ("?limit=1", "newest_first", "exact=", "exact", "the body's field: expected true or false"),
        ("?limit=1", "", "exact=true", "x-order", "the header: expected one of `newest_first`"),
    ] {
        let target = format!("/required{target}");
        let answer = send(&router(), request("POST", &target, &[FORM, ("x-order", order), ("x-text", "")], form)).await;
        assert_eq!(answer.field().as_deref(), Some(field));
        assert_eq!(answer.json()["detail"], format!("{detail}, found a blank value"));
    }
    let headers = [FORM, ("x-order", "newest_first"), ("x-text", "")];
    let answer = send(&router(), request("POST", "/required?limit=1", &headers, "exact=true")).await;
    assert_eq!(answer.json(), r#"(1, true, NewestFirst, "")"#);
}
