/*
** proxy.c - see kobako/proxy.h
*/
#include <kobako/proxy.h>
#include <kobako/dispatch.h>
#include <mruby/class.h>
#include <mruby/data.h>
#include <mruby/internal.h>
#include <mruby/proc.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <string.h>

static struct RClass *service_class;
static struct RClass *handle_class;
static struct RClass *extension_module;

/* Marks the modules that kb_service_bind made; no script can write an instance variable without the @. */
static mrb_sym namespace_mark;

struct service {
  mrb_int length;
  char path[];
};

static const mrb_data_type service_type = { "Kobako::Service", mrb_free };

/* The data pointer of a Handle is its id; there is nothing to free. */
static const mrb_data_type handle_type = { "Kobako::Handle", NULL };

/*
** Ruby's reflection. The host refuses these names too; here they end early and as the NoMethodError that a Ruby
** programmer expects. The host's list is packages/host/src/gate.
*/
static const char *const reflective_names[] = {
  "__method__", "__send__", "binding", "class_eval", "class_exec", "const_get", "const_missing", "const_set",
  "const_source_location", "define_method", "define_singleton_method", "eval", "extend", "initialize",
  "initialize_clone", "initialize_copy", "initialize_dup", "instance_eval", "instance_exec", "instance_method",
  "instance_variable_defined?", "instance_variable_get", "instance_variable_set", "instance_variables", "local_variables",
  "method", "methods", "module_eval", "module_exec", "private_methods", "protected_methods", "public_method",
  "public_methods", "public_send", "remove_instance_variable", "remove_method", "respond_to_missing?", "send",
  "singleton_class", "singleton_method", "singleton_method_added", "singleton_methods", "undef_method",
};

static struct service *
service_get(mrb_state *mrb, mrb_value value)
{
  return (struct service *)mrb_data_check_get_ptr(mrb, value, &service_type);
}

static bool
namespace_p(mrb_state *mrb, mrb_value value)
{
  return mrb_type(value) == MRB_TT_MODULE && mrb_iv_defined(mrb, value, namespace_mark);
}

bool
kb_proxy_constant_p(mrb_state *mrb, mrb_value value)
{
  return service_get(mrb, value) != NULL || namespace_p(mrb, value);
}

uint32_t
kb_handle_id(mrb_state *mrb, mrb_value value)
{
  return (uint32_t)(uintptr_t)mrb_data_check_get_ptr(mrb, value, &handle_type);
}

mrb_value
kb_handle_new(mrb_state *mrb, uint32_t id)
{
  struct RData *data = mrb_data_object_alloc(mrb, handle_class, (void *)(uintptr_t)id, &handle_type);
  return mrb_obj_value(data);
}

static mrb_noreturn void
raise_no_method(mrb_state *mrb, mrb_sym name)
{
  mrb_raisef(mrb, E_NOMETHOD_ERROR, "undefined method '%n'", name);
}

static mrb_value
proxy_dispatch(mrb_state *mrb, mrb_value self, mrb_sym method, struct kb_arguments arguments)
{
  struct kb_target target = { NULL, 0, kb_handle_id(mrb, self) };
  if (target.handle == 0) {
    /* An object that a script conjured from the class without its data stands for nothing. */
    struct service *service = service_get(mrb, self);
    if (service == NULL) raise_no_method(mrb, method);
    target.path = service->path;
    target.path_length = service->length;
  }
  return kb_dispatch(mrb, target, method, arguments);
}

/* A method that is sent to the host under its own name. */
static mrb_value
proxy_forward(mrb_state *mrb, mrb_value self)
{
  return proxy_dispatch(mrb, self, mrb->c->ci->mid, kb_arguments_get(mrb));
}

static mrb_value
proxy_method_missing(mrb_state *mrb, mrb_value self)
{
  struct kb_arguments arguments = kb_arguments_get(mrb);
  if (arguments.count == 0 || !mrb_symbol_p(arguments.values[0])) {
    mrb_raise(mrb, E_ARGUMENT_ERROR, "no method name given");
  }
  mrb_sym method = mrb_symbol(arguments.values[0]);
  arguments.values++;
  arguments.count--;
  return proxy_dispatch(mrb, self, method, arguments);
}

/*
** A class that is extended with Kobako::Proxy sends what it does not answer itself to the Service of its own path. That
** path is a name like any other: what it reaches is the host's decision.
*/
static mrb_value
extension_method_missing(mrb_state *mrb, mrb_value self)
{
  struct kb_arguments arguments = kb_arguments_get(mrb);
  if (arguments.count == 0 || !mrb_symbol_p(arguments.values[0])) {
    mrb_raise(mrb, E_ARGUMENT_ERROR, "no method name given");
  }
  mrb_sym method = mrb_symbol(arguments.values[0]);
  if (mrb_type(self) != MRB_TT_CLASS && mrb_type(self) != MRB_TT_MODULE) raise_no_method(mrb, method);
  mrb_value path = mrb_class_path(mrb, mrb_class_ptr(self));
  if (!mrb_string_p(path)) raise_no_method(mrb, method);
  arguments.values++;
  arguments.count--;
  struct kb_target target = { RSTRING_PTR(path), RSTRING_LEN(path), 0 };
  return kb_dispatch(mrb, target, method, arguments);
}

static mrb_value
proxy_refuse(mrb_state *mrb, mrb_value self)
{
  (void)self;
  raise_no_method(mrb, mrb->c->ci->mid);
}

static mrb_value
proxy_respond_to(mrb_state *mrb, mrb_value self)
{
  (void)mrb;
  (void)self;
  return mrb_true_value();
}

static mrb_value
proxy_same(mrb_state *mrb, mrb_value self)
{
  return mrb_bool_value(mrb_obj_eq(mrb, self, mrb_get_arg1(mrb)));
}

static mrb_value
proxy_differs(mrb_state *mrb, mrb_value self)
{
  return mrb_bool_value(!mrb_obj_eq(mrb, self, mrb_get_arg1(mrb)));
}

static bool
plain_call_p(struct kb_arguments arguments)
{
  return arguments.count == 0 && mrb_nil_p(arguments.keywords) && mrb_nil_p(arguments.block);
}

/* Printing a proxy must not call the host; a Service of that name that takes arguments is still reached. */
static mrb_value
proxy_inspect(mrb_state *mrb, mrb_value self)
{
  if (!plain_call_p(kb_arguments_get(mrb))) return proxy_forward(mrb, self);
  struct service *service = service_get(mrb, self);
  if (service != NULL) return mrb_str_new(mrb, service->path, service->length);
  return mrb_str_new_lit(mrb, "#<Kobako::Handle>");
}

static mrb_value
proxy_nil_p(mrb_state *mrb, mrb_value self)
{
  if (!plain_call_p(kb_arguments_get(mrb))) return proxy_forward(mrb, self);
  return mrb_false_value();
}

static mrb_value
proxy_proc_call(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return proxy_dispatch(mrb, mrb_proc_cfunc_env_get(mrb, 0), mrb_intern_lit(mrb, "call"), kb_arguments_get(mrb));
}

/* `list.each(&KV::Log)` */
static mrb_value
proxy_to_proc(mrb_state *mrb, mrb_value self)
{
  if (!plain_call_p(kb_arguments_get(mrb))) return proxy_forward(mrb, self);
  return mrb_obj_value(mrb_proc_new_cfunc_with_env(mrb, proxy_proc_call, 1, &self));
}

static struct RClass *
define_proxy_class(mrb_state *mrb, struct RClass *kobako, const char *name)
{
  struct RClass *basic = mrb_class_get(mrb, "BasicObject");
  struct RClass *proxy = mrb_define_class_under(mrb, kobako, name, basic);
  MRB_SET_INSTANCE_TT(proxy, MRB_TT_CDATA);
  mrb_undef_class_method(mrb, proxy, "new");
  mrb_undef_class_method(mrb, proxy, "allocate");
  for (size_t i = 0; i < sizeof reflective_names / sizeof *reflective_names; i++) {
    mrb_define_method(mrb, proxy, reflective_names[i], proxy_refuse, MRB_ARGS_ANY());
  }
  mrb_define_method(mrb, proxy, "call", proxy_forward, MRB_ARGS_ANY());
  mrb_define_method(mrb, proxy, "[]", proxy_forward, MRB_ARGS_ANY());
  mrb_define_method(mrb, proxy, "method_missing", proxy_method_missing, MRB_ARGS_ANY());
  mrb_define_method(mrb, proxy, "respond_to?", proxy_respond_to, MRB_ARGS_ANY());
  mrb_define_method(mrb, proxy, "==", proxy_same, MRB_ARGS_REQ(1));
  mrb_define_method(mrb, proxy, "eql?", proxy_same, MRB_ARGS_REQ(1));
  mrb_define_method(mrb, proxy, "equal?", proxy_same, MRB_ARGS_REQ(1));
  mrb_define_method(mrb, proxy, "!=", proxy_differs, MRB_ARGS_REQ(1));
  mrb_define_method(mrb, proxy, "inspect", proxy_inspect, MRB_ARGS_ANY());
  mrb_define_method(mrb, proxy, "to_s", proxy_inspect, MRB_ARGS_ANY());
  mrb_define_method(mrb, proxy, "nil?", proxy_nil_p, MRB_ARGS_ANY());
  mrb_define_method(mrb, proxy, "to_proc", proxy_to_proc, MRB_ARGS_ANY());
  return proxy;
}

static mrb_noreturn void
raise_taken(mrb_state *mrb, const char *path, mrb_int length)
{
  mrb_raisef(mrb, E_ARGUMENT_ERROR, "cannot bind %l: the guest already has a constant of that name", path, (size_t)length);
}

static struct RClass *
namespace_at(mrb_state *mrb, struct RClass *outer, mrb_sym name, const char *path, mrb_int length)
{
  mrb_value holder = mrb_obj_value(outer);
  if (!mrb_const_defined_at(mrb, holder, name)) {
    struct RClass *made = mrb_define_module_under(mrb, outer, mrb_sym_name(mrb, name));
    mrb_iv_set(mrb, mrb_obj_value(made), namespace_mark, mrb_true_value());
    return made;
  }
  mrb_value found = mrb_const_get(mrb, holder, name);
  if (!namespace_p(mrb, found)) raise_taken(mrb, path, length);
  return mrb_class_ptr(found);
}

void
kb_service_bind(mrb_state *mrb, const char *path, mrb_int length)
{
  struct RClass *outer = mrb->object_class;
  const char *end = path + length;
  const char *part = path;
  for (;;) {
    const char *separator = part;
    while (separator < end && *separator != ':') separator++;
    if (!mrb_const_name_p(mrb, part, separator - part)) {
      mrb_raisef(mrb, E_ARGUMENT_ERROR, "cannot bind %l: not a constant path", path, (size_t)length);
    }
    mrb_sym name = mrb_intern(mrb, part, (size_t)(separator - part));
    if (separator == end) {
      if (mrb_const_defined_at(mrb, mrb_obj_value(outer), name)) {
        mrb_value taken = mrb_const_get(mrb, mrb_obj_value(outer), name);
        if (!mrb_obj_is_kind_of(mrb, taken, extension_module)) raise_taken(mrb, path, length);
        return;
      }
      struct service *service = (struct service *)mrb_malloc(mrb, sizeof *service + (size_t)length);
      service->length = length;
      memcpy(service->path, path, (size_t)length);
      struct RData *data = mrb_data_object_alloc(mrb, service_class, service, &service_type);
      mrb_const_set(mrb, mrb_obj_value(outer), name, mrb_obj_value(data));
      return;
    }
    if (end - separator < 3 || separator[1] != ':') {
      mrb_raisef(mrb, E_ARGUMENT_ERROR, "cannot bind %l: not a constant path", path, (size_t)length);
    }
    outer = namespace_at(mrb, outer, name, path, length);
    part = separator + 2;
  }
}

void
kb_proxy_init(mrb_state *mrb, struct RClass *kobako)
{
  namespace_mark = mrb_intern_lit(mrb, "__namespace__");
  service_class = define_proxy_class(mrb, kobako, "Service");
  handle_class = define_proxy_class(mrb, kobako, "Handle");
  extension_module = mrb_define_module_under(mrb, kobako, "Proxy");
  mrb_define_method(mrb, extension_module, "method_missing", extension_method_missing, MRB_ARGS_ANY());
  mrb_define_method(mrb, extension_module, "respond_to_missing?", proxy_respond_to, MRB_ARGS_ANY());
}
