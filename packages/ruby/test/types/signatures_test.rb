# frozen_string_literal: true

require_relative "../unit/support"
require_relative "signatures"

# The signatures are valid, complete, and refuse what is wrong before the SDK or a server would.
class SignaturesTest < Minitest::Test
  CLIENT = ActivitySmith::Client.new(api_key: KEY)
  NOTIFICATIONS = CLIENT.notifications
  ACTIVITIES = CLIENT.live_activities

  TAKEN = [
    [NOTIFICATIONS, :send, { title: "T", message: nil, interruption_level: "active", metadata: { a: 1, "b" => true } }],
    [NOTIFICATIONS, :send, [{ "title" => "T", badge: 1 }], { tags: [:a], timeout: 3 }],
    [ACTIVITIES, :start, { title: "T", type: "progress", percentage: 0.5, color: :lime }],
    [ACTIVITIES, :stream, ["k"], { content_state: { title: "T" } }],
    [ACTIVITIES, :stream, ["k", { content_state: { title: "T" } }], { channels: "ops,dev" }],
    [ACTIVITIES, :end_stream, ["k"], { max_retries: 0 }],
    [CLIENT.metrics, :update, %w[m healthy], { timestamp: Time.now }],
    [CLIENT, :badge_count, [3], { target: { channels: ["ops"] } }]
  ].freeze

  REFUSED = [
    [NOTIFICATIONS, :send, { message: "M" }],
    [NOTIFICATIONS, :send, { title: 1 }],
    [NOTIFICATIONS, :send, { title: "T", titel: "T" }],
    [NOTIFICATIONS, :send, [["T"]]],
    [NOTIFICATIONS, :send, [{ title: Object.new }]],
    [NOTIFICATIONS, :send, { title: "T", interruption_level: "loud" }],
    [NOTIFICATIONS, :send, { title: "T", timeout: "3" }],
    [ACTIVITIES, :start, { title: "T", type: "bar" }],
    [ACTIVITIES, :stream, ["k"], { title: "T", color: "mauve" }],
    [ACTIVITIES, :stream, ["k"], { title: "T", metrics: [{ label: Object.new }] }],
    [ACTIVITIES, :stream, [{ content_state: { title: "T" } }]],
    [ACTIVITIES, :stream, ["k"]],
    [ACTIVITIES, :update, { title: "T" }],
    [CLIENT.metrics, :update, ["m", nil]],
    [CLIENT, :badge_count, ["3"]]
  ].freeze

  def take?(object, method, *given)
    Signatures.take?(object, method, *given.grep(Array).flatten(1), **given.grep(Hash).reduce({}, :merge))
  end

  def test_what_is_right_is_taken
    TAKEN.each { |call| assert take?(*call), call.inspect }
  end

  def test_what_is_wrong_is_refused
    REFUSED.each { |call| refute take?(*call), call.inspect }
  end

  # Of every object, and with the meaning that they have there.
  USUAL = %i[inspect to_s == eql? hash].freeze

  def public_classes
    constants = ActivitySmith.constants - [:Internal]
    [OpenapiClient::ApiError, *constants.map { |name| ActivitySmith.const_get(name) }].grep(Module)
  end

  def declared(definition, type)
    own = definition.methods.select do |_, method|
      method.accessibility == :public && method.defined_in == Signatures.name(type)
    end
    own.keys - USUAL - %i[initialize new]
  end

  def test_every_public_method_has_a_signature_and_every_signature_a_method
    public_classes.each do |type|
      methods = type.public_instance_methods(false) - USUAL
      methods = methods.grep_v(/=\z/) if type < Struct
      assert_equal methods.sort, declared(Signatures.instance(type), type).sort, type.name
      next if type < Struct

      assert_equal type.singleton_methods(false).sort, declared(Signatures.singleton(type), type).sort, type.name
    end
    assert_operator public_classes.size, :>, 25
  end

  def test_every_constant_has_its_value_as_its_type
    [ActivitySmith::LiveActivityColor, ActivitySmith::PushInterruptionLevel,
     ActivitySmith::LiveActivities].each do |type|
      type.constants(false).each do |name|
        declared = Signatures.builder.env.constant_decls.fetch(RBS::TypeName("::#{type.name}::#{name}")).decl.type
        value = type.const_get(name)
        assert_equal value.is_a?(String) ? value.inspect : "::Array[::String]", declared.to_s
      end
    end
  end
end
