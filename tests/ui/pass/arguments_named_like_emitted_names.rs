//! Arguments may have the names that the emitted code uses itself.

use endpoint_runtime::{BaseUrl, Result, endpoints, request::encode};

#[endpoints(derive(PartialEq))]
trait Names {
    #[endpoint(POST "/<request>/<path>/<values>?<encoder>&<query>&<item>&<text>")]
    async fn names(
        &self,
        request: String,
        path: String,
        values: String,
        encoder: Option<String>,
        query: Vec<String>,
        item: Vec<u8>,
        text: String,
        #[header("X-Header")] header: String,
        #[header("X-Name")]
        #[sensitive]
        name: Option<String>,
        self_: String,
        this: String,
        body: String,
        value: Option<String>,
        f: Option<Option<String>>,
        client: String,
        decoder: String,
        implementation: String,
        core: String,
        std: Option<String>,
        endpoint_runtime: String,
        object: Option<u8>,
        formatter: u8,
        call: u8,
        metadata: u8,
        cloned: Option<u8>,
        fmt: Option<u8>,
        encode: Option<u8>,
        into: Option<u8>,
        other: u8,
        state: u8,
    ) -> Result<()>;

    #[endpoint(POST "/form", form)]
    async fn form(&self, request: String, form: Option<String>, value: Vec<String>) -> Result<()>;

    #[endpoint(POST "/body")]
    async fn whole(&self, #[body] body: String, #[headers] headers: Option<Group>) -> Result<()>;
}

/// Methods with these names.
#[endpoints]
trait Methods {
    #[endpoint(GET "/new")]
    async fn new(&self) -> Result<()>;

    #[endpoint(GET "/send?<client>")]
    async fn send(&self, client: String) -> Result<()>;

    #[endpoint(GET "/request/<request>")]
    async fn request(&self, request: String) -> Result<()>;

    #[endpoint(GET "/into")]
    async fn into(&self) -> Result<()>;

    #[endpoint(GET "/fmt")]
    async fn fmt(&self) -> Result<()>;
}

#[derive(Clone, PartialEq, endpoint_runtime::Headers)]
struct Group {
    #[header("X-Request")]
    request: String,
    #[header("X-Value")]
    value: Option<String>,
    #[header("X-Self")]
    self_: Option<String>,
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let request = FormRequest::new("a").form("b").value(["c".to_owned()]);
    assert_eq!(encode(&base, &request).unwrap().body(), "request=a&form=b&value=c");
    let group = Group {
        request: "r".to_owned(),
        value: None,
        self_: None,
    };
    let request = WholeRequest::new("text").headers(group);
    assert_eq!(encode(&base, &request).unwrap().headers()["x-request"], "r");
    let request = NamesRequest::new(
        "a",
        "b",
        "c",
        "text",
        "header",
        "self",
        "this",
        "body",
        "client",
        "decoder",
        "implementation",
        "core",
        "runtime",
        1,
        2,
        3,
        4,
        5,
    );
    let request = request
        .encoder("e")
        .query(["q".to_owned()])
        .item([1])
        .name("n")
        .value("v")
        .f_null()
        .std("s")
        .object(0)
        .cloned(1)
        .fmt(2)
        .encode(3)
        .into(4);
    let sent = encode(&base, &request).unwrap();
    assert_eq!(
        sent.uri().path_and_query().unwrap(),
        "/a/b/c?encoder=e&query=q&item=1&text=text"
    );
}
