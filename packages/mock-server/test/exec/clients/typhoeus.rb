# Typhoeus over libcurl, as the published client for Ruby.
require "json"
require "typhoeus"

state = { content_state: { title: "Deploy", type: "progress", percentage: 42 } }
headers = { "Authorization" => "Bearer #{ENV.fetch("ACTIVITYSMITH_API_KEY")}", "Content-Type" => "application/json" }

ARGV.each do |url|
  response = Typhoeus.put(url, headers: headers, body: JSON.generate(state))
  puts response.success? ? "answered #{JSON.parse(response.body)["operation"]}" : "failed #{response.return_message}"
end
