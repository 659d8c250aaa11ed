//! Traits, types, arguments and variants whose names occur in expansions.

use endpoint_runtime::{Result, endpoints, object, open_enum};

macro_rules! traits {
    ($($name:ident)*) => {$(
        #[allow(non_snake_case)]
        mod $name {
            #[endpoint_runtime::endpoints(server)]
            trait $name {
                #[endpoint(POST "/<a>")]
                async fn get(&self, a: ::std::string::String, b: u32) -> ::endpoint_runtime::Result<::std::string::String>;
            }
        }
    )*};
}

mod traits {
    traits! {
        A B C D E F M P R S T V Argument Body Call Client Clone Debug Decoder Default Encoder Endpoint Err Error Form Format Future Headers
        Implementation Item Metadata None Ok Option Output Provider Request Response Result Router Routes Send Server Service Some String
        Sync Vec Visitor
    }
}

#[endpoints(server)]
trait Clashing {
    #[endpoint(GET "/new")]
    async fn new(&self) -> Result<String>;
    #[endpoint(GET "/client")]
    async fn client(&self) -> Result<String>;
    #[endpoint(GET "/routes")]
    async fn routes(&self) -> Result<String>;
    #[endpoint(GET "/fmt")]
    async fn fmt(&self) -> Result<String>;
    #[endpoint(GET "/send")]
    async fn send(&self) -> Result<String>;
    #[endpoint(GET "/call")]
    async fn call(&self) -> Result<String>;
    #[endpoint(POST "/arguments/<request>?<visitor>")]
    async fn arguments(
        &self,
        request: String,
        visitor: Option<String>,
        client: String,
        decoder: String,
        encoder: String,
        f: String,
        implementation: String,
        index: u32,
        metadata: String,
        name: String,
        place: Option<String>,
        value: String,
    ) -> Result<String>;
}

#[object(sent)]
struct Clash {
    name: String,
    index: u32,
    f: String,
    strict: bool,
    deserializer: String,
    serializer: String,
    generator: String,
    other: String,
    fields: String,
    map: Option<String>,
    table: Option<String>,
    value: Option<String>,
}

#[object(sent)]
struct Form {
    form: Option<Box<Form>>,
    map: Option<M>,
}

#[object(sent)]
struct M {
    __m: Option<D>,
}

#[open_enum]
enum D {
    S,
    D,
    E,
    Err,
    Ok,
    Some,
    None,
    Other(String),
}

fn main() {
    let clash = Clash::new("n", 1, "f", true, "d", "s", "g", "o", "fs").map("m").value("v");
    assert_eq!(clash.value.as_deref(), Some("v"));
    let form = Form::new().form(Box::new(Form::new())).map(M::new());
    assert!(form.form.is_some() && form.map.is_some());
    assert_eq!(D::None.as_str(), "None");
    let request = ArgumentsRequest::new("r", "c", "d", "e", "f", "i", 1, "m", "n", "v").place("p");
    assert_eq!(request.place.as_deref(), Some("p"));
}
