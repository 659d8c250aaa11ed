use endpoint_runtime::endpoints;

#[endpoints]
enum Users {
    All,
}

fn main() {
    let Users::All = Users::All;
}
