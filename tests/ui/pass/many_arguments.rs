//! More than a dozen arguments, required and optional mixed: `new` takes the required ones in their order.

use endpoint_runtime::{BaseUrl, Result, endpoints, request::encode};

#[endpoints]
trait Users {
    #[endpoint(PUT "/a/<a>/b/<b>?<c>&<d>")]
    async fn put(
        &self,
        a: String,
        b: String,
        c: Option<String>,
        d: String,
        #[header("X-E")] e: String,
        #[header("X-F")] f: Option<String>,
        g: String,
        h: Option<String>,
        i: Option<Option<String>>,
        j: String,
        k: Vec<String>,
        #[sensitive] l: String,
    ) -> Result<String>;
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let request = PutRequest::new("a", "b", "d", "e", "g", "j", ["k".to_owned()], "l")
        .f("f")
        .i("i");
    let sent = encode(&base, &request).unwrap();
    assert_eq!(sent.uri().path_and_query().unwrap(), "/a/a/b/b?d=d");
    assert_eq!(
        (&sent.headers()["x-e"], &sent.headers()["x-f"]),
        (&"e".parse().unwrap(), &"f".parse().unwrap())
    );
    assert_eq!(sent.body(), r#"{"g":"g","i":"i","j":"j","k":["k"],"l":"l"}"#);
}
