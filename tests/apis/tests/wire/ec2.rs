use endpoint_api_tests::ec2::{DescribeRegionsRequest, EnableSerialConsoleAccessRequest};

use crate::support::{call, header, line, ok};

#[tokio::test]
async fn the_trait_has_the_version_and_the_format_of_the_answers() {
    let answer = "<DescribeRegionsResponse><requestId>r</requestId><regionInfo><item><regionName>a</regionName></item>\
                  <item><regionName>b</regionName></item></regionInfo></DescribeRegionsResponse>";
    let (sent, regions) = call(DescribeRegionsRequest::new().all_regions(true), ok("text/xml", answer)).await;
    assert_eq!(line(&sent), "GET /?Action=DescribeRegions&AllRegions=true&Version=2016-11-15");
    assert_eq!(header(&sent, "accept"), "application/xml");
    let names: Vec<_> = regions.region_info.item.iter().map(|region| region.region_name.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    let (sent, ()) = call(EnableSerialConsoleAccessRequest::new(), ok("text/xml", "<a/>")).await;
    assert_eq!(line(&sent), "GET /?Action=EnableSerialConsoleAccess&Version=2016-11-15");
}
