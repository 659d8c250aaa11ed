use endpoint_runtime::Param;

#[derive(Clone, Debug, Param)]
#[param(display)]
enum Order {
    Newest,
    Oldest,
}

fn main() {
    println!("{:?}", [Order::Newest.to_text().is_ok(), Order::Oldest.to_text().is_ok()]);
}
