// Package events is a stub with the signatures of github.com/aws/aws-lambda-go/events.
package events

type ALBTargetGroupRequest struct {
	QueryStringParameters map[string]string
	Headers               map[string]string
	Body                  string
}

type ALBTargetGroupResponse struct {
	Body       string
	StatusCode int
}

type APIGatewayProxyRequest struct {
	Headers               map[string]string
	QueryStringParameters map[string]string
	PathParameters        map[string]string
	Body                  string
}

type APIGatewayProxyResponse struct {
	Body       string
	StatusCode int
}

type APIGatewayV2HTTPRequest struct {
	Headers               map[string]string
	QueryStringParameters map[string]string
	PathParameters        map[string]string
	Body                  string
}

type APIGatewayV2HTTPResponse struct {
	Body       string
	StatusCode int
}

type LambdaFunctionURLRequest struct {
	Headers               map[string]string
	QueryStringParameters map[string]string
	Body                  string
}

type LambdaFunctionURLResponse struct {
	Body       string
	StatusCode int
}
