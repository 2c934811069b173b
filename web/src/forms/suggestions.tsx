import { useId, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import './suggestions.css';

interface SuggestionsProps<T> {
  id: string;
  name?: string;
  inputRef?: Ref<HTMLInputElement>;
  value: string;
  onChange: (typed: string) => void;
  onLeave?: () => void;
  /** What was found for what is typed; the best first. */
  found: readonly T[];
  keyOf: (one: T) => string;
  show: (one: T) => ReactNode;
  onChoose: (one: T) => void;
  describedBy?: string;
  isInvalid?: boolean;
}

/** A text field that offers what it may become while it is typed (the combobox pattern of WAI-ARIA: arrows, Enter, Escape). */
export function Suggestions<T>(props: SuggestionsProps<T>) {
  const { id, name, inputRef, value, onChange, onLeave, found, keyOf, show, onChoose, describedBy, isInvalid } = props;
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const offered = isOpen ? found : [];
  const optionId = (index: number) => `${listId}-${index}`;

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const choose = (one: T) => {
    onChoose(one);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return close();
    if (event.key === 'Enter' && offered[active] !== undefined) {
      event.preventDefault();
      return choose(offered[active]);
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || found.length === 0) return;
    event.preventDefault();
    setOpen(true);
    setActive((at) => (at < 0 && step < 0 ? found.length - 1 : (at + step + found.length) % found.length));
  };

  return (
    <div className="suggestions">
      <input
        id={id}
        name={name}
        ref={inputRef}
        className={`usa-input${isInvalid ? ' usa-input--error' : ''}`}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-required="true"
        aria-autocomplete="list"
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-activedescendant={active >= 0 && offered.length > 0 ? optionId(active) : undefined}
        aria-describedby={describedBy}
        aria-invalid={isInvalid || undefined}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onBlur={() => {
          close();
          onLeave?.();
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label="Suggestions" className="suggestions__list" hidden={offered.length === 0}>
        {offered.map((one, index) => (
          <li
            key={keyOf(one)}
            id={optionId(index)}
            role="option"
            aria-selected={index === active}
            className="suggestions__option"
            // The field keeps the focus: losing it would close the list before the click arrives.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(one)}
          >
            {show(one)}
          </li>
        ))}
      </ul>
      <span className="usa-sr-only" role="status">
        {offered.length > 0 &&
          `${offered.length === 1 ? '1 suggestion' : `${offered.length} suggestions`}. Choose with the arrow keys and Enter.`}
      </span>
    </div>
  );
}
