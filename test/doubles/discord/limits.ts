/** What Discord refuses, by its documentation: the first thing that is wrong with a body, or undefined. */

interface Component {
  type: number;
  custom_id?: string;
  label?: string;
  options?: { label: string; value: string }[];
  components?: Component[];
  component?: Component;
  description?: string;
  value?: string;
  max_length?: number;
  placeholder?: string;
}

export interface MessageBody {
  content?: string;
  embeds?: { fields?: { name: string; value: string }[] }[];
  components?: Component[];
  nonce?: string;
  enforce_nonce?: boolean;
  allowed_mentions?: { parse?: string[] };
  message_reference?: { message_id: string };
  flags?: number;
  /** In an edit: the files that are there afterwards. */
  attachments?: object[];
}

const blank = (text: string | undefined): boolean => (text ?? '').trim() === '';

export function wrongWithMessage(body: MessageBody, { edit = false, files = 0 } = {}): string | undefined {
  const { content = '', embeds = [], components = [] } = body;
  if (edit && !body.allowed_mentions) return 'the double wants every edit to say whom it mentions';
  if (!edit && blank(content) && embeds.length === 0 && files === 0) return 'Cannot send an empty message';
  if (content.length > 2000) return 'content: too long';
  if (body.nonce !== undefined && body.nonce.length > 25) return 'nonce: too long';
  if (components.length > 5) return 'components: too many rows';
  const fields = embeds.flatMap((embed) => embed.fields ?? []);
  if (embeds.some((embed) => (embed.fields?.length ?? 0) > 25)) return 'embeds: too many fields';
  if (fields.some(({ name, value }) => blank(name) || blank(value))) return 'embeds: an empty field';
  if (fields.some(({ name, value }) => name.length > 256 || value.length > 1024)) return 'embeds: a long field';
  if (fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0) > 6000) return 'embeds: too long';
  const ids: string[] = [];
  for (const row of components) {
    const inner = row.components ?? [];
    if (row.type !== 1 || inner.length === 0) return 'components: not a row';
    if (inner.length > (inner[0]?.type === 3 ? 1 : 5)) return 'components: a long row';
    for (const one of inner) {
      const wrong = one.type === 2 ? wrongWithButton(one) : wrongWithSelect(one);
      if (wrong) return wrong;
      ids.push(one.custom_id ?? '');
    }
  }
  if (new Set(ids).size < ids.length) return 'components: an id twice';
  return (body.allowed_mentions?.parse?.length ?? (blank(content) ? 0 : 1)) > 0 && content !== ''
    ? 'the double wants all mentions switched off'
    : undefined;
}

const wrongId = (id: string | undefined): boolean => blank(id) || (id ?? '').length > 100;

function wrongWithButton({ custom_id, label }: Component): string | undefined {
  if (wrongId(custom_id)) return 'button: custom_id';
  return blank(label) || (label ?? '').length > 80 ? 'button: label' : undefined;
}

function wrongWithSelect({ type, custom_id, options = [], placeholder = '' }: Component): string | undefined {
  if (type !== 3) return 'component: not known';
  if (wrongId(custom_id) || placeholder.length > 150) return 'select: custom_id';
  if (options.length === 0 || options.length > 25) return 'select: options';
  if (options.some(({ label, value }) => blank(label) || label.length > 100 || value.length > 100))
    return 'select: option';
  return new Set(options.map(({ value }) => value)).size < options.length ? 'select: a value twice' : undefined;
}

export interface ModalBody {
  custom_id: string;
  title: string;
  components: Component[];
}

export function wrongWithModal({ custom_id, title, components }: ModalBody): string | undefined {
  if (wrongId(custom_id) || blank(title) || title.length > 45) return 'modal: title';
  if (components.length === 0 || components.length > 5) return 'modal: components';
  for (const { type, label = '', description = '', component } of components) {
    if (type !== 18 || blank(label) || label.length > 45 || description.length > 100) return 'modal: label';
    if (component?.type === 3) {
      const wrong = wrongWithSelect(component);
      if (wrong) return wrong;
    } else if (component?.type === 4) {
      const { value = '', max_length: max = 4000, placeholder = '' } = component;
      if (wrongId(component.custom_id) || max > 4000 || value.length > max || placeholder.length > 100)
        return 'modal: input';
    } else if (component?.type !== 19 || wrongId(component.custom_id)) {
      return 'modal: component';
    }
  }
  return undefined;
}
