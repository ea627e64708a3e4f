# frozen_string_literal: true

require_relative "settings"

module ActivitySmith
  module Internal
    # Objects of Ruby as what JSON knows: texts as keys, moments as texts. Whatever has no form there is refused by its
    # name, since `to_json` would send the text of any object.
    module Plain
      DEEPEST = 64
      private_constant :DEEPEST

      module_function

      # The fields of what stands for an object; none of `nil`.
      def object(name, given)
        return {} if given.nil?
        return value(nil, given) if given.is_a?(Hash)
        return value(nil, given.to_hash) if given.respond_to?(:to_hash)

        Settings.refuse("#{name} must be a Hash, not #{given.class}")
      end

      # @param path where it is, for what is said of it
      def value(path, given, depth = 0)
        Settings.refuse("#{path} is nested too deeply") if depth > DEEPEST
        case given
        when nil, true, false, Integer then given
        when String then text(path, given)
        when Symbol then text(path, given.name)
        when Numeric then number(path, given)
        when Hash then hash(path, given, depth)
        when Array then given.each_with_index.map { |one, index| value("#{path}[#{index}]", one, depth + 1) }
        else other(path, given, depth)
        end
      end

      def hash(path, given, depth)
        given.to_h do |key, one|
          name = key.to_s
          [text(path, name), value(path ? "#{path}.#{name}" : name, one, depth + 1)]
        end
      end

      def text(path, given)
        text = utf8(given)
        text.valid_encoding? ? text : Settings.refuse("#{path} is no valid text")
      rescue EncodingError
        Settings.refuse("#{path} is no valid text")
      end

      # Bytes that nobody has named are taken for what they are nearly always. Where no locale is set, as in many a
      # cron job, all that is read is called ASCII.
      def utf8(given, **lost)
        unnamed = [Encoding::BINARY, Encoding::US_ASCII].include?(given.encoding)
        unnamed ? given.dup.force_encoding(Encoding::UTF_8) : given.encode(Encoding::UTF_8, **lost)
      end

      # Such as a BigDecimal.
      def number(path, given)
        float = given.real? ? given.to_f : Float::NAN
        float.finite? ? float : Settings.refuse("#{path} must be a number that JSON has")
      end

      def other(path, given, depth)
        return given.strftime("%Y-%m-%dT%H:%M:%S.%L%:z") if given.respond_to?(:strftime)
        return value(path, given.to_hash, depth + 1) if given.respond_to?(:to_hash)
        return value(path, given.to_a, depth + 1) if given.is_a?(Enumerable)
        # Such as a duration of Active Support.
        return number(path, given.to_f) if given.respond_to?(:to_f)

        Settings.refuse("#{path} is a #{given.class}, which has no form in JSON")
      end
    end
  end
end
