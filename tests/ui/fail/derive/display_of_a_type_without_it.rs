use endpoint_runtime::Param;

#[derive(Clone, Debug)]
struct NaiveDate;

#[derive(Clone, Debug, Param)]
#[param(display)]
struct Date(NaiveDate);

fn main() {
    println!("{:?}", Date(NaiveDate).to_text().is_ok());
}
