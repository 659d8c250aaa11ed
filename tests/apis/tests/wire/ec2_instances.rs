use endpoint_api_tests::ec2_instances::{DescribeInstancesRequest, Filter};

use crate::support::{body, call, header, line, ok};

#[tokio::test]
async fn the_items_of_lists_have_numbers_in_their_keys() {
    let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let request = DescribeInstancesRequest::new()
        .filters([
            Filter::new("instance-type", values(&["m1.small", "m1.large"])),
            Filter::new("tag:Owner", values(&["Ada"])),
        ])
        .instance_ids(["i-1", "i-2"]);
    let (request, answer) = call(request, ok("text/xml", "<reservationSet/>")).await;
    assert_eq!(line(&request), "POST /");
    assert_eq!(header(&request, "content-type"), "application/x-www-form-urlencoded");
    assert_eq!(
        body(&request),
        "Version=2016-11-15&Action=DescribeInstances\
         &Filter.1.Name=instance-type&Filter.1.Value.1=m1.small&Filter.1.Value.2=m1.large\
         &Filter.2.Name=tag%3AOwner&Filter.2.Value.1=Ada&InstanceId.1=i-1&InstanceId.2=i-2"
    );
    assert_eq!(answer, "<reservationSet/>");
}
