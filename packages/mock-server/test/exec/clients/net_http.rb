# net/http of the standard library.
require "json"
require "net/http"

state = { content_state: { title: "Deploy", type: "progress", percentage: 42 } }
headers = { "Authorization" => "Bearer #{ENV.fetch("ACTIVITYSMITH_API_KEY")}", "Content-Type" => "application/json" }

ARGV.each do |url|
  uri = URI(url)
  response = Net::HTTP.start(uri.host, uri.port, use_ssl: true) do |http|
    http.send_request("PUT", uri.path, JSON.generate(state), headers)
  end
  puts "answered #{JSON.parse(response.body)["operation"]}"
rescue StandardError => error
  puts "failed #{error.message}"
end
