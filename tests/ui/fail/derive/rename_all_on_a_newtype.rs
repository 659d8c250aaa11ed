use endpoint_runtime::Param;

#[derive(Clone, Debug, Param)]
#[param(rename_all = "camelCase")]
struct UserId(String);

fn main() {
    println!("{:?}", UserId("user-1".to_owned()).to_text().is_ok());
}
