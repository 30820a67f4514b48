module Kobako
  # Taken away by kb_entrypoint_init, which calls it with the target of an Invocation.
  ENTER = ->(target, args, kwargs) do
    kwargs.empty? ? target.call(*args) : target.call(*args, **kwargs)
  end
end
