import { Link } from 'react-router';
import { WholeNumbers } from '../../components/whole-numbers';

/** The words of a letter, paragraph by paragraph: lines that were broken for mail programs flow again, addresses can be followed. */
export function LetterText({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n\s*\n/).map((paragraph, index) => (
        <p key={index} className="letter">
          {flowing(paragraph)
            .split(/(https?:\/\/\S+)/)
            .map((part, place) => (place % 2 === 1 ? <Address key={place} url={part} /> : <WholeNumbers key={place}>{part}</WholeNumbers>))}
        </p>
      ))}
    </>
  );
}

function Address({ url }: { url: string }) {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  const isHere = target?.origin === location.origin && !target.pathname.startsWith('/v1/');
  return isHere ? <Link to={target.pathname + target.search}>{url}</Link> : <a href={url}>{url}</a>;
}

/** A line that was full goes on in the next; a short one was meant to end. */
function flowing(paragraph: string): string {
  return paragraph
    .split('\n')
    .map((line) => line.replace(/^> /, ''))
    .reduce((whole, line, index, lines) => {
      if (index === 0) return line;
      const isFull = lines[index - 1].length > 60 && !/^[-•]|^[A-Z][\w ]+: /.test(line) && !line.startsWith('http');
      return whole + (isFull ? ' ' : '\n') + line;
    }, '');
}
