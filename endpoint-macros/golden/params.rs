#[derive(Param)]
struct OrganizationId(String);

#[derive(Param)]
#[serde(rename_all = "snake_case")]
enum ClientType {
    FirstParty,
    #[serde(rename = "third")]
    ThirdParty,
    #[serde(untagged)]
    Other(String),
}

#[derive(Param)]
#[param(from)]
struct TeamId(String);

#[derive(Param)]
#[param(from, display)]
struct Address {
    ip: IpAddr,
}
