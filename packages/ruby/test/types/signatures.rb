# frozen_string_literal: true

require "rbs"
require "rbs/test"

# The signatures of this gem, as a checker reads them.
module Signatures
  FOLDER = Pathname(__dir__).join("../../sig")

  module_function

  def builder
    @builder ||= begin
      loader = RBS::EnvironmentLoader.new
      loader.add(path: FOLDER)
      YAML.load_file(FOLDER.join("manifest.yaml"))["dependencies"].each do |dependency|
        loader.add(library: dependency["name"], version: nil)
      end
      RBS::DefinitionBuilder.new(env: RBS::Environment.from_loader(loader).resolve_type_names)
    end
  end

  def instance(type) = builder.build_instance(name(type))
  def singleton(type) = builder.build_singleton(name(type))
  def name(type) = RBS::TypeName.new(name: type.name.split("::").last.to_sym, namespace: namespace(type))

  def namespace(type)
    RBS::Namespace.new(path: type.name.split("::")[0..-2].map(&:to_sym), absolute: true)
  end

  # Whether one of the method's overloads takes these arguments. Fields by name are no hash, as in Ruby since 3.0.
  def take?(object, method, *args, **named)
    overloads = instance(object.class).methods.fetch(method).method_types
    overloads.any? do |overload|
      next if overload.type.required_positionals.size > args.size

      trace = RBS::Test::ArgumentsReturn.exception(arguments: named.empty? ? args : [*args, named], exception: nil)
      call = RBS::Test::CallTrace.new(method_name: method, method_call: trace, block_calls: [], block_given: false)
      checker(object.class).method_call(method, overload, call, errors: []).empty?
    end
  end

  def checker(type)
    RBS::Test::TypeCheck.new(
      self_class: type, builder:, sample_size: nil, unchecked_classes: [],
      instance_class: type, class_class: type.singleton_class
    )
  end
end
